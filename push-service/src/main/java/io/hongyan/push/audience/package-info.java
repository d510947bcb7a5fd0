/** What the log says about who is to be alerted: members, mutes, cursors, and messages to alert of. */
@NullMarked
package io.hongyan.push.audience;

import org.jspecify.annotations.NullMarked;
