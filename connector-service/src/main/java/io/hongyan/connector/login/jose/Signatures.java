package io.hongyan.connector.login.jose;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Security;
import org.jboss.logging.Logger;
import org.jose4j.jca.ProviderContext;

/**
 * Who verifies signatures: native code where there is some for the platform, which takes a sixth of the JDK's time for ES256 and a
 * tenth for EdDSA; else the JDK. After a server was lost that is most of what logging in again costs.
 */
final class Signatures {

    private static final Logger LOG = Logger.getLogger(Signatures.class);

    private Signatures() {}

    /** For tokens. Nothing else in the process is verified otherwise than before. */
    static ProviderContext provider() {
        var context = new ProviderContext();
        Throwable missing = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
        if (missing == null) {
            Security.addProvider(AmazonCorrettoCryptoProvider.INSTANCE); // last of all, so only who names it gets it
            context.getSuppliedKeyProviderContext().setSignatureProvider(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
        } else {
            LOG.infof("Tokens are verified without native code: cause=%s", missing.getMessage());
        }
        return context;
    }
}
