/** 1980-01-01 00:00, the first moment a zip archive knows. */
const dosDate = 0x0021_0000;

const centralSignature = 0x0201_4b50;
const endSignature = 0x0605_4b50;
const endBytes = 22;

/** Office files are archives that remember when they were packed. Without that the same content is the same bytes. */
export function withoutDates(archive: Uint8Array): Uint8Array {
  const bytes = Buffer.from(archive);
  let end = bytes.length - endBytes;
  while (end >= 0 && bytes.readUInt32LE(end) !== endSignature) end -= 1;
  if (end < 0) throw new TypeError('not a zip archive');
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== centralSignature) throw new TypeError('a broken zip archive');
    const local = bytes.readUInt32LE(at + 42);
    bytes.writeUInt32LE(dosDate, at + 12);
    bytes.writeUInt32LE(dosDate, local + 10);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return bytes;
}
