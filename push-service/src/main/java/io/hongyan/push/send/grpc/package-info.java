/** What other services are asked before an alert is sent: who is there, and what the badge is. */
@NullMarked
package io.hongyan.push.send.grpc;

import org.jspecify.annotations.NullMarked;
