/** What devices would be told of a message, and why, for whoever supports users: asked of the decision itself, without deciding. */
@NullMarked
package io.hongyan.push.explain;

import org.jspecify.annotations.NullMarked;
