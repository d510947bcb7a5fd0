/** Users that are signed out: whose tokens are taken back is no longer let in, and no longer there. */
@NullMarked
package io.hongyan.connector.revocation;

import org.jspecify.annotations.NullMarked;
