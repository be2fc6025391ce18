/**
 * Who may call the service: keys of programs, what they may do, and the record of what
 * administrators did.
 *
 * <p>Plain Java. Checking a request is the service's business; keeping keys is the stores'.
 */
@NullMarked
package com.ytempire.ml.core.access;

import org.jspecify.annotations.NullMarked;
