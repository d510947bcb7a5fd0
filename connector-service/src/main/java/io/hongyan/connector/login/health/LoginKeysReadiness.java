package io.hongyan.connector.login.health;

import io.hongyan.connector.login.jose.TokenVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before there are keys to verify tokens with. Keys once read stay, so this does not flap with their source. */
@Readiness
@ApplicationScoped
class LoginKeysReadiness implements HealthCheck {

    private final TokenVerifier verifier;

    LoginKeysReadiness(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("login keys");
        return verifier.trouble()
                .map(why -> response.down().withData("cause", why).build())
                .orElseGet(() -> response.up().build());
    }
}
