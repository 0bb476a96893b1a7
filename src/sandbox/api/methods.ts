import type { ApiMethod } from '../api-method.ts';
import { appAccessToken } from './app-access-token.ts';
import { appScopes } from './app-scopes.ts';
import { authorizeDecide } from './authorize-decide.ts';
import { authorizeShow } from './authorize-show.ts';
import { batchDelete } from './batch-delete.ts';
import { batchProgress } from './batch-progress.ts';
import { batchReadUser } from './batch-read-user.ts';
import { batchSend } from './batch-send.ts';
import { botInfo } from './bot-info.ts';
import { calendarAttendeesCreate } from './calendar-attendees-create.ts';
import { calendarEventCreate } from './calendar-event-create.ts';
import { calendarEventDelete } from './calendar-event-delete.ts';
import { calendarEventGet } from './calendar-event-get.ts';
import { calendarPrimary } from './calendar-primary.ts';
import { cardBatchUpdate } from './card-batch-update.ts';
import { cardCreate } from './card-create.ts';
import { cardElementContent } from './card-element-content.ts';
import { cardElementCreate } from './card-element-create.ts';
import { cardElementDelete } from './card-element-delete.ts';
import { cardElementPatch } from './card-element-patch.ts';
import { cardElementUpdate } from './card-element-update.ts';
import { cardIdConvert } from './card-id-convert.ts';
import { cardReplace } from './card-replace.ts';
import { cardSettings } from './card-settings.ts';
import { cardUpdate } from './card-update.ts';
import { chatCreate } from './chat-create.ts';
import { chatDelete } from './chat-delete.ts';
import { chatGet } from './chat-get.ts';
import { chatIsIn } from './chat-is-in.ts';
import { chatList } from './chat-list.ts';
import { chatMembers } from './chat-members.ts';
import { chatMembersCreate } from './chat-members-create.ts';
import { chatMembersDelete } from './chat-members-delete.ts';
import { chatMenuCreate } from './chat-menu-create.ts';
import { chatMenuDelete } from './chat-menu-delete.ts';
import { chatMenuGet } from './chat-menu-get.ts';
import { chatMenuItemPatch } from './chat-menu-item-patch.ts';
import { chatMenuSort } from './chat-menu-sort.ts';
import { chatTabsCreate } from './chat-tabs-create.ts';
import { chatTabsDelete } from './chat-tabs-delete.ts';
import { chatTabsList } from './chat-tabs-list.ts';
import { chatTabsSort } from './chat-tabs-sort.ts';
import { chatTabsUpdate } from './chat-tabs-update.ts';
import { chatTopNoticeDelete } from './chat-top-notice-delete.ts';
import { chatTopNoticePut } from './chat-top-notice-put.ts';
import { chatUpdate } from './chat-update.ts';
import { contactScopes } from './contact-scopes.ts';
import { customAttrs } from './custom-attrs.ts';
import { departmentChildren } from './department-children.ts';
import { departmentGet } from './department-get.ts';
import { departmentParent } from './department-parent.ts';
import { ephemeralDelete } from './ephemeral-delete.ts';
import { ephemeralSend } from './ephemeral-send.ts';
import { fileCreate } from './file-create.ts';
import { imageCreate } from './image-create.ts';
import { messageCreate } from './message-create.ts';
import { messageDelete } from './message-delete.ts';
import { messageFollowUp } from './message-follow-up.ts';
import { messageForward } from './message-forward.ts';
import { messageGet } from './message-get.ts';
import { messageList } from './message-list.ts';
import { messagePatch } from './message-patch.ts';
import { messagePut } from './message-put.ts';
import { messageReadUsers } from './message-read-users.ts';
import { messageReply } from './message-reply.ts';
import { messageResource } from './message-resource.ts';
import { messageUrgent } from './message-urgent.ts';
import { oauthToken } from './oauth-token.ts';
import { oidcToken } from './oidc-token.ts';
import { pinCreate } from './pin-create.ts';
import { pinDelete } from './pin-delete.ts';
import { pinList } from './pin-list.ts';
import { reactionCreate } from './reaction-create.ts';
import { reactionDelete } from './reaction-delete.ts';
import { reactionList } from './reaction-list.ts';
import { roleMemberGet } from './role-member-get.ts';
import { roleMembers } from './role-members.ts';
import { slashCommandCreate } from './slash-command-create.ts';
import { slashCommandDelete } from './slash-command-delete.ts';
import { slashCommandList } from './slash-command-list.ts';
import { slashCommandPatch } from './slash-command-patch.ts';
import { taskCreate } from './task-create.ts';
import { taskDelete } from './task-delete.ts';
import { taskGet } from './task-get.ts';
import { taskPatch } from './task-patch.ts';
import { tenantAccessToken } from './tenant-access-token.ts';
import { userBatch } from './user-batch.ts';
import { userBatchGetId } from './user-batch-get-id.ts';
import { userFindByDepartment } from './user-find-by-department.ts';
import { userGet } from './user-get.ts';
import { userInfo } from './user-info.ts';
import { wsEndpoint } from './ws-endpoint.ts';

/** Every method the workspace answers. A new one is one file and one line here; fixed paths stand before `:name` ones. */
export const apiMethods: readonly ApiMethod[] = [
  tenantAccessToken,
  appAccessToken,
  wsEndpoint,
  authorizeShow,
  authorizeDecide,
  oauthToken('/open-apis/authen/v2/oauth/token'),
  oauthToken('/oauth/v3/token'),
  oidcToken('/open-apis/authen/v1/oidc/access_token'),
  oidcToken('/open-apis/authen/v1/oidc/refresh_access_token'),
  userInfo,
  botInfo,
  appScopes,
  messageCreate,
  messageList,
  messageReply,
  messageForward,
  messageFollowUp,
  messageReadUsers,
  messageUrgent('app'),
  messageUrgent('sms'),
  messageUrgent('phone'),
  messageResource,
  messageGet,
  messagePatch,
  messagePut,
  messageDelete,
  reactionCreate,
  reactionList,
  reactionDelete,
  pinCreate,
  pinList,
  pinDelete,
  imageCreate,
  fileCreate,
  batchSend,
  batchProgress,
  batchReadUser,
  batchDelete,
  ephemeralSend,
  ephemeralDelete,
  cardUpdate,
  cardCreate,
  cardIdConvert,
  cardSettings,
  cardBatchUpdate,
  cardReplace,
  cardElementCreate,
  cardElementContent,
  cardElementUpdate,
  cardElementPatch,
  cardElementDelete,
  chatCreate,
  chatList,
  chatIsIn,
  chatMembers,
  chatMembersCreate,
  chatMembersDelete,
  chatTopNoticePut,
  chatTopNoticeDelete,
  chatTabsCreate,
  chatTabsList,
  chatTabsUpdate,
  chatTabsSort,
  chatTabsDelete,
  chatMenuCreate,
  chatMenuGet,
  chatMenuSort,
  chatMenuDelete,
  chatMenuItemPatch,
  chatGet,
  chatUpdate,
  chatDelete,
  departmentParent,
  departmentChildren,
  departmentGet,
  userFindByDepartment,
  userBatch,
  userBatchGetId,
  userGet,
  contactScopes,
  customAttrs,
  roleMembers,
  roleMemberGet,
  slashCommandCreate,
  slashCommandList,
  slashCommandPatch,
  slashCommandDelete,
  calendarPrimary,
  calendarEventCreate,
  calendarEventGet,
  calendarEventDelete,
  calendarAttendeesCreate,
  taskCreate,
  taskGet,
  taskPatch,
  taskDelete,
];
