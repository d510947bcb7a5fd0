package io.hongyan.client.connection;

/** Whose certificate is believed on an encrypted socket. */
public sealed interface Trust {

    /** The authorities that the Java runtime knows. The host name must fit. */
    record Authorities() implements Trust {}

    /**
     * These certificates and who they signed. The host name must fit.
     *
     * @param pem one or more certificates in PEM
     */
    record Certificates(String pem) implements Trust {}

    /** Anybody's. For development: the certificate made there is new on every machine. */
    record Anyone() implements Trust {}
}
