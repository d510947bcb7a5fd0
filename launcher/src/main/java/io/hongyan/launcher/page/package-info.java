/** The web chat in development: serves the page that is built in {@code web/}, and gives it tokens. Start at {@link io.hongyan.launcher.page.PageServer}. */
@NullMarked
package io.hongyan.launcher.page;

import org.jspecify.annotations.NullMarked;
