import type { Duplex } from 'node:stream';

export const connectionLimit = 1000040350;
/** Any number but the limit's. */
export const authFailed = 1000040345;

/**
 * A refusal tells its reason in headers. All three are always there: a client that reads 514 goes on to read the
 * third as a number without asking whether it came.
 */
export function refuse(socket: Duplex, http: number, status: number, reason: string, authCode: number): void {
  const lines = [
    `HTTP/1.1 ${http} Forbidden`,
    `Handshake-Status: ${status}`,
    `Handshake-Msg: ${reason}`,
    `Handshake-Autherrcode: ${authCode}`,
    'Content-Length: 0',
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n`);
}
