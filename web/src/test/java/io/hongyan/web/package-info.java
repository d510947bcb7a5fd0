/**
 * Has npm check and test what is written in TypeScript, some of it against the whole suite. Start at {@link io.hongyan.web.WebIT}.
 */
@NullMarked
package io.hongyan.web;

import org.jspecify.annotations.NullMarked;
