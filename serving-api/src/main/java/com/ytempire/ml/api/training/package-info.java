/**
 * Trainings that callers ask for: checked, recorded, and told of while they run. The training
 * itself is done by a worker that takes the records.
 */
@NullMarked
package com.ytempire.ml.api.training;

import org.jspecify.annotations.NullMarked;
