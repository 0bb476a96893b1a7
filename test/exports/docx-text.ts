import { inflateRawSync } from 'node:zlib';

/** Files of a zip archive, read here again so that the product's own reading does not excuse itself. */
export function unzip(archive: Buffer): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  let at = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  for (let left = archive.readUInt16LE(at + 10), next = archive.readUInt32LE(at + 16); left > 0; left -= 1) {
    at = next;
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(from, from + size);
    files.set(
      archive.toString('utf8', at + 46, at + 46 + name),
      (method === 0 ? packed : inflateRawSync(packed)).toString('utf8'),
    );
    next = at + 46 + name + extra + comment;
  }
  return files;
}

/** Everything a .docx says, paragraph by paragraph. */
export function docxText(archive: Buffer): string {
  const xml = unzip(archive).get('word/document.xml') ?? '';
  return xml
    .replace(/<\/w:p>/gu, '\n')
    .replace(/<[^>]+>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
