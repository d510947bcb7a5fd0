import type { WebSocketClass } from './connection/connection.js';
import type { ServerFrame, Welcome } from './gen/hongyan/client/v1/client_pb.js';
import type { Position } from './model.js';
import type { ConnectionState, TokenSource } from './options.js';

/** Who uses the link. */
export interface LinkUser {
  /** What the device has, for the next hello. */
  have(): readonly Position[];
  /** Logged in: from now on requests are carried out. */
  onUp(welcome: Welcome): void;
  /** Something the server says by itself. */
  onFrame(frame: ServerFrame): void;
  onPing(): void;
  onPong(pong: ServerFrame): void;
  /** No longer logged in. Requests without answer have failed before, or fail now. */
  onDown(): void;
  onState(state: ConnectionState, why: string, retryAtMs: number | null): void;
}

export interface LinkOptions {
  readonly url: string;
  readonly deviceId: string;
  readonly tokens: TokenSource;
  readonly agent: string;
  readonly heartbeatMs: number;
  readonly webSocket: WebSocketClass;
  readonly background: boolean;
}
