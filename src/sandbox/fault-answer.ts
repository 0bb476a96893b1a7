import { cardRefused, platformError } from './fault-codes.ts';
import type { Fault } from './faults.ts';

export interface BrokenAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, string>;
}

const discovery = '/callback/ws/endpoint';

/** What a caller gets instead of the true answer. */
export function brokenAnswer(fault: Fault, path: string, logId: string): BrokenAnswer {
  const type = fault.body?.startsWith('<') ? 'text/html' : 'application/json; charset=utf-8';
  const headers = { 'Content-Type': type, 'X-Tt-Logid': logId };
  const { code } = fault;
  if (fault.kind !== 'code' || code === undefined) {
    const body =
      fault.body ??
      JSON.stringify({ code: 1500, msg: fault.msg ?? 'internal error', error: { log_id: logId } });
    return { status: fault.status ?? 500, body, headers: { ...headers, ...fault.headers } };
  }
  const usual = platformError(code, fault.sub);
  const status = fault.status ?? usual.status;
  const msg = fault.msg ?? usual.msg;
  // Discovery answers with an object in `data`: without one a client takes the refusal for an accident.
  const rest = path === discovery ? { data: {} } : { error: { log_id: logId, ...details(code) } };
  const limit = code === 99991400 ? { 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': '1' } : {};
  return {
    status: path === discovery ? (fault.status ?? 200) : status,
    body: fault.body ?? JSON.stringify({ code, msg, ...rest }),
    headers: { ...headers, ...limit, ...fault.headers },
  };
}

function details(code: number): Record<string, unknown> {
  if (code === 99991672)
    return { permission_violations: [{ type: 'action_scope_required', subject: 'im:message' }] };
  return code === cardRefused ? { troubleshooter: 'https://open.feishu.cn/search' } : {};
}
