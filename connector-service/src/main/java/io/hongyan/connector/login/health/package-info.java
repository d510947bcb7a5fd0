/** Whether logins can be verified. */
@NullMarked
package io.hongyan.connector.login.health;

import org.jspecify.annotations.NullMarked;
