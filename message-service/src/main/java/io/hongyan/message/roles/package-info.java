/** Which of the service's parts a process runs. */
@NullMarked
package io.hongyan.message.roles;

import org.jspecify.annotations.NullMarked;
