/**
 * Decides on versions that are tried in traffic: collects what both sides of a canary did, asks
 * {@link com.ytempire.ml.core.evidence.Verdict}, and has the store do and keep what was decided.
 * The service and the command line decide through the same classes; who answers a request is not
 * known here.
 */
@NullMarked
package com.ytempire.ml.core.rollout;

import org.jspecify.annotations.NullMarked;
