/**
 * The service keeps its contract: requests made up from the description that it serves, answers
 * held against that description, hostile requests, and the reference's printed JSON. Written
 * against the running service only, so that a new operation is covered once it is described.
 */
@NullMarked
package com.ytempire.ml.api.contract;

import org.jspecify.annotations.NullMarked;
