/**
 * Tells an MLflow server of runs: what was asked for, losses, files, versions. All of it is kept in
 * a folder first and leaves it when the server has it, so that a run neither waits for a server nor
 * loses anything to its absence.
 */
@NullMarked
package com.ytempire.ml.training.tracking;

import org.jspecify.annotations.NullMarked;
