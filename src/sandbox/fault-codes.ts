/** What the platform says with each of its numbers: HTTP status (400 unless given) and sentence. */

interface Known {
  readonly msg: string;
  readonly status?: number;
}

const known: Readonly<Record<number, Known>> = {
  // The gateway.
  99991400: { msg: 'request trigger frequency limit', status: 429 },
  99991401: { msg: 'the IP is not on the allow list', status: 403 },
  99991403: { msg: 'the monthly quota of API calls is used up', status: 403 },
  99991661: { msg: 'Missing access token for authorization' },
  99991662: { msg: 'the app is disabled' },
  99991663: { msg: 'Invalid access token for authorization' },
  99991664: { msg: 'Invalid app access token' },
  99991665: { msg: 'Invalid tenant code' },
  99991668: { msg: 'Invalid user access token' },
  99991671: { msg: 'Invalid access token format: wrong prefix' },
  99991672: { msg: 'Access denied: the app lacks a scope' },
  99991673: { msg: 'the app is not installed in the tenant' },
  99991677: { msg: 'the user access token has expired' },
  99992351: { msg: 'The request you send is not a valid {open_id} or not exists' },
  99992361: { msg: 'the open_id belongs to another app' },
  99992402: { msg: 'field validation failed' },
  // Messages.
  230001: { msg: 'Your request contains an invalid request parameter, ext=invalid receive_id' },
  230002: { msg: 'The bot can NOT be out of the chat.' },
  230006: { msg: 'Bot ability is not activated.' },
  230009: { msg: 'The message exceeds the time limit of recall.' },
  230011: { msg: 'The message was recalled.' },
  230012: { msg: 'The operator is NOT the sender of the message.' },
  230013: { msg: 'Bot has NO availability to this user.' },
  230015: { msg: 'The card of a private chat can NOT be shared.' },
  230017: { msg: 'Bot is NOT the owner of the resource.' },
  230018: { msg: 'The group does not allow this operation.' },
  230019: { msg: 'The topic does NOT exist.' },
  230020: { msg: 'This operation triggers the frequency limit.' },
  230022: { msg: 'The content of the message contains sensitive information.' },
  230023: { msg: 'The receiver has too many unread urgent messages.' },
  230024: { msg: 'The quota of urgent messages is used up.' },
  230025: { msg: 'The length of the message content reaches its limit' },
  230026: { msg: 'No permission to recall this message.' },
  230027: { msg: 'Lack of necessary permissions.' },
  230028: { msg: 'The message does NOT pass the audit.' },
  230029: { msg: 'The user has resigned.' },
  230031: { msg: 'The message exceeds the time limit of update.' },
  230033: { msg: 'The message is older than 7 days.' },
  230034: { msg: 'The receive_id is invalid.' },
  230035: { msg: 'Send Message Permission deny.' },
  230038: { msg: 'Cross tenant p2p chat operate forbid.' },
  230049: { msg: 'The message is being sent.' },
  230050: { msg: 'The message is invisible to the operator.' },
  230052: { msg: 'Urgent messages are not allowed in this group.' },
  230053: { msg: 'The user has stopped the bot from sending messages.' },
  230054: { msg: 'This operation is not supported for this message type.' },
  230055: { msg: 'The type of the file does not match.' },
  230071: { msg: 'The operator is NOT the author of the message.' },
  230072: { msg: 'The message has reached the limit of edits.' },
  230075: { msg: 'The message can NOT be edited now.' },
  230098: { msg: 'Urgent messages are folded for this receiver.' },
  230110: { msg: 'The message was deleted.' },
  232009: { msg: 'Your request specifies a chat which has already been dissolved.' },
  232011: { msg: 'Operator can NOT be out of the chat.' },
  232019: { msg: 'Too many requests at the same time.' },
  232024: { msg: 'The users are NOT visible to the operator.' },
  232025: { msg: 'Bot ability is not activated.' },
  11232: { msg: 'create message trigger system rate limit' },
  11233: { msg: 'create message trigger chat rate limit' },
  18120: { msg: 'No collaboration permission.' },
  18121: { msg: 'An identical request is in progress.' },
  // Batches answer with HTTP 200.
  11246: { msg: 'card content failed', status: 200 },
  11247: { msg: 'the daily limit of batch messages is reached', status: 200 },
  // Tokens.
  10014: { msg: 'app secret invalid', status: 200 },
  // Later card updates and card entities.
  200000: { msg: 'the message was recalled' },
  200740: { msg: 'the card entity does not exist' },
  200750: { msg: 'the card entity has expired' },
  200810: { msg: 'the user is interacting with the card' },
  200850: { msg: 'the streaming mode has timed out' },
  300030: { msg: 'the token has expired' },
  300040: { msg: 'the token was used up' },
  300317: { msg: 'the sequence is not increasing' },
  // Discovery of the long connection.
  1: { msg: 'system busy', status: 200 },
  403: { msg: 'forbidden', status: 200 },
  514: { msg: 'auth failed', status: 200 },
  1000040343: { msg: 'internal error', status: 200 },
  1000040344: { msg: 'no credential', status: 200 },
  1000040350: { msg: 'connection limit reached', status: 200 },
  1000040351: { msg: 'Incorrect domain name', status: 200 },
};

/** Causes inside 230099, and inside 11246 of a batch. */
const cardCauses: Readonly<Record<number, string>> = {
  11310: 'element exceeds the limit',
  100290: 'invalid user id',
  200380: 'the template does not exist',
  200381: 'the template is not allowed',
  200550: 'chart spec is invalid',
  200570: 'card contains invalid image keys',
  200621: 'parse card json err, please check whether the card json is correct',
  200732: 'the type of a template variable is wrong',
  200737: 'the format of a template variable is wrong',
  200861: 'cards of schema V2 no longer support this capability',
  200914: 'the cell does not fit its column',
  200915: 'the row has a column that is not declared',
  300220: 'a card with audio needs enable_forward: false',
  300230: 'audio is not allowed here',
  300240: 'audio file is invalid',
};

export const cardRefused = 230099;

/** The platform's own sentence and status for a number; any number may be injected. */
export function platformError(code: number, sub = 200621): { msg: string; status: number } {
  if (code === cardRefused) {
    const cause = cardCauses[sub] ?? 'injected fault';
    return {
      msg: `Failed to create card content, ext=ErrCode: ${sub}; ErrMsg: ${cause}; `,
      status: 400,
    };
  }
  const entry = known[code];
  return { msg: entry?.msg ?? 'injected fault', status: entry?.status ?? 400 };
}
