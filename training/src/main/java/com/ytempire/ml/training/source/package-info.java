/**
 * What training data is made from, by its address: stored sets, offline stores on this machine or
 * in S3, and files of recorded events or of entities at times.
 */
@NullMarked
package com.ytempire.ml.training.source;

import org.jspecify.annotations.NullMarked;
