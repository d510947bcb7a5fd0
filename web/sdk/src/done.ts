import type { Ack } from './gen/hongyan/client/v1/client_pb.js';

/** That a request was carried out and is safe in the log. */
export interface Done {
  /** Where; for a new group its id. */
  readonly conversationId: string;
  /** The number of the event; 0 where there is none, such as a change that was so already. */
  readonly seq: number;
  readonly repeated: boolean;
}

export function toDone(ack: Ack): Done {
  return { conversationId: ack.conversationId, seq: Number(ack.seq), repeated: ack.repeated };
}
