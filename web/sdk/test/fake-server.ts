import { create, fromBinary, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import { ClientFrameSchema, ServerFrameSchema, type ClientFrame } from '../src/gen/hongyan/client/v1/client_pb.js';
import type { ErrorCode } from '../src/gen/hongyan/error/v1/error_pb.js';
import type { WebSocketClass } from '../src/connection/connection.js';

type Answer = NonNullable<MessageInitShape<typeof ServerFrameSchema>['body']>;
type Kind = NonNullable<ClientFrame['body']['case']>;

export const BOB = 'd:bob:me';

/** A message of bob's. */
export const message = (seq: number, text = `${seq}`) => ({
  case: 'event' as const,
  value: {
    conversationId: BOB,
    seq: BigInt(seq),
    timeMs: BigInt(seq),
    userId: 'bob',
    payload: { case: 'message' as const, value: { content: { kind: { case: 'text' as const, value: text } } } },
  },
});

export const refuse = (code: ErrorCode, more: { retry?: boolean; retryAfterMs?: number; closes?: boolean } = {}) => ({
  case: 'error' as const,
  value: { code, message: 'why', ...more },
});

export const acks = (seq: number) => ({ case: 'ack' as const, value: { conversationId: BOB, seq: BigInt(seq), timeMs: 7n } });

/** A server in the hand of a test: it notes what it is told, and answers as it was told to. */
export class FakeServer {
  readonly frames: ClientFrame[] = [];
  /** Connections, the latest last. */
  readonly sockets: FakeSocket[] = [];
  /** The answer to each kind of request; undefined: none comes. */
  readonly answers = new Map<Kind, (frame: ClientFrame) => Answer | undefined>([
    [
      'hello',
      () => ({
        case: 'welcome',
        value: { userId: 'me', heartbeatMs: 10_000, limits: { framesPerSecond: 20, framesBurst: 100 } },
      }),
    ],
    ['ping', () => ({ case: 'pong', value: { complete: false } })],
  ]);

  get webSocket(): WebSocketClass {
    const server = this;
    return class extends FakeSocket {
      constructor() {
        super(server);
      }
    } as unknown as WebSocketClass;
  }

  get socket(): FakeSocket {
    const last = this.sockets.at(-1);
    if (last === undefined) {
      throw new Error('Nobody has connected.');
    }
    return last;
  }

  of<K extends Kind>(kind: K): Extract<ClientFrame['body'], { case: K }>['value'][] {
    return this.frames.flatMap(({ body }) => (body.case === kind ? [body.value] : [])) as never;
  }

  /** Says something by itself. */
  say(body: Answer): void {
    this.socket.receive(0, body);
  }
}

/** One connection: opens by itself, and hands over in turns as a network does. */
export class FakeSocket {
  binaryType = '';
  bufferedAmount = 0;
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  closed = false;
  readonly #server: FakeServer;

  constructor(server: FakeServer) {
    this.#server = server;
    server.sockets.push(this);
    setTimeout(() => this.onopen?.(), 1);
  }

  send(bytes: Uint8Array): void {
    const frame = fromBinary(ClientFrameSchema, bytes);
    this.#server.frames.push(frame);
    const answer = frame.body.case && this.#server.answers.get(frame.body.case)?.(frame);
    if (answer) {
      setTimeout(() => this.receive(frame.id, answer), 1);
    }
  }

  receive(id: number, body: Answer): void {
    const bytes = toBinary(ServerFrameSchema, create(ServerFrameSchema, { id, body }));
    this.onmessage?.({ data: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) });
  }

  /** The network is gone. */
  cut(): void {
    this.onclose?.({ reason: '' });
  }

  close(): void {
    this.closed = true;
  }
}
