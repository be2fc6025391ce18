/**
 * Who calls, and what they may do: tokens, keys, scopes. A controller names the scope that it needs
 * by {@code @Secured}; what names none is refused to everybody.
 *
 * <p>And which URLs in requests may be used: {@code UrlPolicy} checks every one that a request
 * names ({@code source} of a reload, the data of a training job). Those that are used are in S3,
 * which the S3 client reads; no operation fetches anything from the web so far. {@code GuardedHttp}
 * is the way in which one that does has to do it, and has no caller but its tests until then.
 */
@NullMarked
package com.ytempire.ml.api.security;

import org.jspecify.annotations.NullMarked;
