/** {@code ./hongyan chat}: a chat in the terminal. {@link io.hongyan.launcher.chat.Chat} is the door. */
@NullMarked
package io.hongyan.launcher.chat;

import org.jspecify.annotations.NullMarked;
