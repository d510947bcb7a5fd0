package io.hongyan.connector.login.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SignaturesTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void nativeCodeVerifiesTokensAndNothingElse() {
        String provider = Signatures.provider().getSuppliedKeyProviderContext().getSignatureProvider();

        assertThat(Security.getProvider(provider)).isNotNull();
        assertThat(Security.getProviders()[0].getName()).isNotEqualTo(provider);
    }
}
