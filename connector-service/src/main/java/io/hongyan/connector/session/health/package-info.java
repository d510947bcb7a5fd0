/** Whether connections are taken. */
@NullMarked
package io.hongyan.connector.session.health;

import org.jspecify.annotations.NullMarked;
