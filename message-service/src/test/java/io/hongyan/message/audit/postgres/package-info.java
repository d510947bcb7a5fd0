@NullMarked
package io.hongyan.message.audit.postgres;

import org.jspecify.annotations.NullMarked;
