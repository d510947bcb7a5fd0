import type { ServerFrame } from '../gen/hongyan/client/v1/client_pb.js';
import { toClosing, decode, encode, type Body } from '../wire.js';
import type { Closing } from '../login/reconnecting.js';
import { ConnectionError } from './errors.js';

/** The WebSocket of browsers, or of a package that looks like it, such as `ws`. */
export type WebSocketClass = new (url: string, protocols: string) => WebSocket;

/** The subprotocol by which a message is the bytes of a frame. */
const SUBPROTOCOL = 'hongyan.v1';

/** Longer than the server waits for whatever it needs: docs/protocol.md, Login. */
const ANSWER_WITHIN_MS = 15_000;
const OPEN_WITHIN_MS = 10_000;

/** Requests without answer; one more fails at once. */
const PENDING_MAX = 1_024;

/** Bytes that the socket has not taken; beyond it nothing more is given to it. */
const UNSENT_BYTES_MAX = 1 << 20;

/** Who hears of a connection. */
export interface ConnectionListener {
  /** Requests may be made now. */
  onOpen(): void;
  /** Something that answers no request. */
  onFrame(frame: ServerFrame): void;
  /** It is over, once; with what the server said before, if it said anything. All requests have failed. */
  onClosed(closing: Closing | null, why: string): void;
}

interface Pending {
  readonly resolve: (frame: ServerFrame) => void;
  readonly reject: (error: ConnectionError) => void;
  readonly overdue: ReturnType<typeof setTimeout>;
}

/** One WebSocket: requests with answers, frames without. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #listener: ConnectionListener;
  readonly #pending = new Map<number, Pending>();
  readonly #opening: ReturnType<typeof setTimeout>;
  #lastId = 0;
  #closing: Closing | null = null;
  #over = false;

  constructor(url: string, webSocket: WebSocketClass, listener: ConnectionListener) {
    this.#listener = listener;
    this.#socket = new webSocket(url, SUBPROTOCOL);
    this.#socket.binaryType = 'arraybuffer';
    this.#opening = setTimeout(() => this.#end('The server did not take the connection in time.'), OPEN_WITHIN_MS);
    this.#socket.onopen = () => {
      clearTimeout(this.#opening);
      listener.onOpen();
    };
    this.#socket.onmessage = (message: MessageEvent<ArrayBuffer | string>) => this.#onMessage(message.data);
    this.#socket.onclose = (event) => this.#end(event.reason || 'The connection was closed.');
    this.#socket.onerror = () => {}; // what follows it is a close, which says as much as browsers tell
  }

  /** Sends a frame and fulfils with its answer, an error of the server's included; rejects if none comes. */
  request(body: Body): Promise<ServerFrame> {
    if (this.#over) {
      return Promise.reject(new ConnectionError('closed', 'The connection is closed.'));
    }
    if (this.#pending.size >= PENDING_MAX || this.#socket.bufferedAmount > UNSENT_BYTES_MAX) {
      return Promise.reject(new ConnectionError('full', 'As many requests as allowed wait for their answer.'));
    }
    const id = this.#nextId();
    return new Promise((resolve, reject) => {
      const overdue = setTimeout(() => {
        this.#pending.delete(id);
        reject(new ConnectionError('timeout', 'No answer came in time.'));
      }, ANSWER_WITHIN_MS);
      this.#pending.set(id, { resolve, reject, overdue });
      this.#socket.send(encode(id, body));
    });
  }

  /** Sends a frame that has no answer; false if that is not possible now. */
  send(body: Body): boolean {
    if (this.#over || this.#socket.bufferedAmount > UNSENT_BYTES_MAX) {
      return false;
    }
    this.#socket.send(encode(0, body));
    return true;
  }

  /** Ends it at once: a socket that is dead may take minutes to say so. */
  close(why = 'Closed here.'): void {
    this.#end(why);
  }

  #nextId(): number {
    do {
      this.#lastId = (this.#lastId + 1) >>> 0;
    } while (this.#lastId === 0 || this.#pending.has(this.#lastId));
    return this.#lastId;
  }

  #onMessage(data: ArrayBuffer | string): void {
    if (this.#over) {
      return;
    }
    let frame: ServerFrame;
    try {
      frame = decode(new Uint8Array(data as ArrayBuffer));
    } catch {
      this.#end('The server sent what is not a frame.');
      return;
    }
    if (frame.body.case === 'error' && frame.body.value.closes) {
      this.#closing = toClosing(frame.body.value); // its last frame: the close follows
    }
    const pending = this.#pending.get(frame.id);
    if (pending === undefined) {
      this.#listener.onFrame(frame);
    } else {
      this.#pending.delete(frame.id);
      clearTimeout(pending.overdue);
      pending.resolve(frame);
    }
  }

  #end(why: string): void {
    if (this.#over) {
      return;
    }
    this.#over = true;
    clearTimeout(this.#opening);
    this.#socket.onclose = null;
    this.#socket.onmessage = null;
    this.#socket.onopen = null;
    this.#socket.close();
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const pending of waiting) {
      clearTimeout(pending.overdue);
      pending.reject(new ConnectionError('closed', why));
    }
    this.#listener.onClosed(this.#closing, this.#closing?.message ?? why);
  }
}
