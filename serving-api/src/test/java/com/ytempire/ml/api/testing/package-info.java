/**
 * What tests of the service share: a running service with stores in memory, callers with tokens,
 * and answers that are easy to look into. Also used by tests of modules that start the service.
 */
@NullMarked
package com.ytempire.ml.api.testing;

import org.jspecify.annotations.NullMarked;
