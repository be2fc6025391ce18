/**
 * Answers that are given again: kept in this process, in Redis and, where there is a bucket, in S3,
 * and computed once however many ask at the same time. What is kept belongs to the packages that
 * use it.
 */
@NullMarked
package com.ytempire.ml.api.cache;

import org.jspecify.annotations.NullMarked;
