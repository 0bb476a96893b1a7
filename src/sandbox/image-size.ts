export interface ImageSize {
  readonly format: 'png' | 'gif' | 'jpeg' | 'webp' | 'bmp';
  readonly width: number;
  readonly height: number;
}

/** Reads format and size from the first bytes of a picture; undefined when it is none. */
export function imageSize(bytes: Buffer): ImageSize | undefined {
  const start = bytes.toString('latin1', 0, 16);
  if (start.startsWith('\x89PNG\r\n\x1a\n') && bytes.length >= 24) {
    return { format: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  if (/^GIF8[79]a/.test(start) && bytes.length >= 10) {
    return { format: 'gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  }
  if (start.startsWith('BM') && bytes.length >= 26) {
    return { format: 'bmp', width: bytes.readInt32LE(18), height: Math.abs(bytes.readInt32LE(22)) };
  }
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP')
    return { format: 'webp', width: 0, height: 0 };
  if (start.startsWith('\xff\xd8\xff')) return jpegSize(bytes);
  return undefined;
}

/** The size stands in the first start-of-frame segment. */
function jpegSize(bytes: Buffer): ImageSize {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      return { format: 'jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return { format: 'jpeg', width: 0, height: 0 };
}

export function mediaType(name: string, bytes: Buffer): string {
  const format = imageSize(bytes)?.format;
  if (format) return `image/${format}`;
  const known: Readonly<Record<string, string>> = {
    pdf: 'application/pdf',
    mp4: 'video/mp4',
    opus: 'audio/ogg',
    txt: 'text/plain',
    csv: 'text/csv',
  };
  return known[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}
