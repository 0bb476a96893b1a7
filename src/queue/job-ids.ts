const prefix = 'j-';

/**
 * BullMQ refuses ids that hold a colon or look like an integer. The prefix also keeps a job's Redis key apart
 * from the queue's own keys (`wait`, `meta` and the like).
 */
export function encodeJobId(id: string): string {
  return prefix + id.replaceAll('%', '%25').replaceAll(':', '%3A');
}

export function decodeJobId(encoded: string): string {
  return encoded.slice(prefix.length).replaceAll('%3A', ':').replaceAll('%25', '%');
}
