@NullMarked
package io.hongyan.message.audit;

import org.jspecify.annotations.NullMarked;
