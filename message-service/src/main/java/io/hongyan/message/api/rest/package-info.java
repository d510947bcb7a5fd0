/** The send API over REST. */
@NullMarked
package io.hongyan.message.api.rest;

import org.jspecify.annotations.NullMarked;
