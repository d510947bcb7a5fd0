/** Issues tokens for development: what a company's own login would do. */
@NullMarked
package io.hongyan.launcher.issuer;

import org.jspecify.annotations.NullMarked;
