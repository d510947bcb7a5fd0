/** Alerts in browsers: Web Push (RFC 8030), encrypted (RFC 8291), with a sender that push services know (RFC 8292). */
@NullMarked
package io.hongyan.push.send.webpush;

import org.jspecify.annotations.NullMarked;
