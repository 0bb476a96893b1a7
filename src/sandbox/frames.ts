import protobuf from 'protobufjs/light.js';
import { digest } from './ids.ts';

interface FrameHeader {
  key: string;
  value: string;
}

export interface Frame {
  SeqID: number;
  LogID: number;
  service: number;
  /** 0 control, 1 data. */
  method: number;
  headers: FrameHeader[];
  payload?: Uint8Array | undefined;
  LogIDNew?: string | undefined;
}

const namespace = protobuf.Root.fromJSON({
  nested: {
    Header: {
      fields: {
        key: { rule: 'required', type: 'string', id: 1 },
        value: { rule: 'required', type: 'string', id: 2 },
      },
    },
    Frame: {
      fields: {
        SeqID: { rule: 'required', type: 'uint64', id: 1 },
        LogID: { rule: 'required', type: 'uint64', id: 2 },
        service: { rule: 'required', type: 'int32', id: 3 },
        method: { rule: 'required', type: 'int32', id: 4 },
        headers: { rule: 'repeated', type: 'Header', id: 5 },
        payloadEncoding: { type: 'string', id: 6 },
        payloadType: { type: 'string', id: 7 },
        payload: { type: 'bytes', id: 8 },
        LogIDNew: { type: 'string', id: 9 },
      },
    },
  },
});
const type = namespace.lookupType('Frame');

export function encodeFrame(frame: Frame): Uint8Array {
  return type.encode(frame).finish();
}

/** Throws on bytes that are no frame. */
export function decodeFrame(bytes: Uint8Array): Frame {
  return type.toObject(type.decode(bytes), { longs: Number, arrays: true }) as unknown as Frame;
}

export function headerOf(frame: Frame, key: string): string | undefined {
  return frame.headers.find((header) => header.key === key)?.value;
}

/** Cuts a payload into frames; all parts share the message id, numbered from 0. */
export function dataFrames(
  payload: Uint8Array,
  head: {
    messageId: string;
    traceId: string;
    service: number;
    at: number;
    seqId: number;
    type?: string | undefined;
  },
  partBytes: number,
): Frame[] {
  const sum = Math.max(1, Math.ceil(payload.byteLength / partBytes));
  return Array.from({ length: sum }, (_, seq) => ({
    SeqID: head.seqId,
    LogID: head.seqId,
    service: head.service,
    method: 1,
    headers: [
      { key: 'type', value: head.type ?? 'event' },
      { key: 'message_id', value: head.messageId },
      { key: 'sum', value: String(sum) },
      { key: 'seq', value: String(seq) },
      { key: 'trace_id', value: head.traceId },
      { key: 'timestamp', value: String(head.at) },
    ],
    payload: payload.subarray(seq * partBytes, (seq + 1) * partBytes),
    LogIDNew: head.traceId,
  }));
}

/** Another order that depends on the message id alone; the first part never comes first. */
export function shuffled(frames: readonly Frame[], key: string): Frame[] {
  const mixed = frames
    .map((frame, index) => ({ frame, rank: digest(`${key}:${index}`, 8) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ frame }) => frame);
  const [first, ...rest] = mixed;
  return first && first === frames[0] ? [...rest, first] : mixed;
}
