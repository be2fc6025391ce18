/**
 * Tells another program what was decided on canaries: each decision waits in the database until the
 * operator's address has taken it. Deciding never waits for that. Addresses that callers name
 * belong to {@code api.security} instead.
 */
@NullMarked
package com.ytempire.ml.api.webhook;

import org.jspecify.annotations.NullMarked;
