@NullMarked
package io.hongyan.message.audit.kafka;

import org.jspecify.annotations.NullMarked;
