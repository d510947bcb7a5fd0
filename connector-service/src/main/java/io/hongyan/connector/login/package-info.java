/** Who somebody is, by their token. {@link io.hongyan.connector.login.TokenOutcome} is what can become of one. */
@NullMarked
package io.hongyan.connector.login;

import org.jspecify.annotations.NullMarked;
