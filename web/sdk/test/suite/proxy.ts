import net from 'node:net';

/** A network between a client and the suite, which a test cuts and mends. */
export class Proxy {
  readonly #server: net.Server;
  readonly #target: URL;
  readonly #sockets = new Set<net.Socket>();
  #isCut = false;

  private constructor(target: URL) {
    this.#target = target;
    this.#server = net.createServer((socket) => this.#join(socket));
  }

  static async to(url: string): Promise<Proxy> {
    const proxy = new Proxy(new URL(url));
    await new Promise<void>((listening) => proxy.#server.listen(0, 'localhost', listening));
    return proxy;
  }

  /** Where clients connect, instead of to the suite. */
  get url(): string {
    const { port } = this.#server.address() as net.AddressInfo;
    return `ws://localhost:${port}${this.#target.pathname}`;
  }

  #join(socket: net.Socket): void {
    if (this.#isCut) {
      socket.destroy();
      return;
    }
    const onward = net.connect(Number(this.#target.port), this.#target.hostname);
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      this.#sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
  }

  /** Breaks all connections, and lets none through until it is mended. */
  cut(): void {
    this.#isCut = true;
    this.#sockets.forEach((socket) => socket.resetAndDestroy());
  }

  /** Breaks all connections; the next ones go through. */
  blink(): void {
    this.cut();
    this.mend();
  }

  mend(): void {
    this.#isCut = false;
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}
