/**
 * How records enter and leave the jobs: Kafka, files and stores, with their wire forms. The only
 * package that knows topics.
 */
@NullMarked
package com.ytempire.ml.jobs.io;

import org.jspecify.annotations.NullMarked;
