/** JSON Web Tokens and the keys that verify them. Start reading at {@link io.hongyan.connector.login.jose.TokenVerifier}. */
@NullMarked
package io.hongyan.connector.login.jose;

import org.jspecify.annotations.NullMarked;
