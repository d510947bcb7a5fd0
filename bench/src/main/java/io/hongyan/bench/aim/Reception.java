package io.hongyan.bench.aim;

/** Who is told what became of a login. Called on connections' threads. */
public interface Reception {

    /** A client is in. */
    void welcomed();

    /** A client was told to come later, and will. */
    void putOff();

    /** A connection ended without a word, or was not made; the client comes again. */
    void broken();
}
