/** The approval CLI: the administrator's commands on the signer's database. {@link org.httpca.approval.ApprovalCli} is its door. */
@NullMarked
package org.httpca.approval;

import org.jspecify.annotations.NullMarked;
