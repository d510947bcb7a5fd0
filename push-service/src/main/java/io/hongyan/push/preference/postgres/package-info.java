/** Users' wishes in PostgreSQL. */
@NullMarked
package io.hongyan.push.preference.postgres;

import org.jspecify.annotations.NullMarked;
