/** Reads the roles from the configuration, and switches on what belongs to them. */
@NullMarked
package io.hongyan.message.roles.quarkus;

import org.jspecify.annotations.NullMarked;
