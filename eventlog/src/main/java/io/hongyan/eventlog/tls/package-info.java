/** Certificates that are renewed while a service runs, and how services prove to each other who they are. */
@NullMarked
package io.hongyan.eventlog.tls;

import org.jspecify.annotations.NullMarked;
