/** The unread role against a model that counts with its fingers. */
@NullMarked
package io.hongyan.message.unread;

import org.jspecify.annotations.NullMarked;
