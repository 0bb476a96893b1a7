CREATE TABLE "activities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_code" text NOT NULL,
	"duty" text NOT NULL,
	"also" text[] DEFAULT '{}' NOT NULL,
	"state" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"held_on" date NOT NULL,
	"place" text NOT NULL,
	"topic" text NOT NULL,
	"speaker" text NOT NULL,
	"late_reason" text,
	"group_name" text,
	"notes" jsonb NOT NULL,
	"drafted_by" text NOT NULL,
	"published_at" timestamp with time zone,
	"roll_closed_at" timestamp with time zone,
	"roll_closed_by" text,
	"recorded_at" timestamp with time zone,
	"recorded_by" text,
	"quorum" jsonb,
	"on_site_code" text,
	"online_counts" text[] DEFAULT '{}' NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "activity_instances" (
	"activity_id" uuid NOT NULL,
	"instance_key" text NOT NULL,
	CONSTRAINT "activity_instances_activity_id_instance_key_pk" PRIMARY KEY("activity_id","instance_key")
);
--> statement-breakpoint
CREATE TABLE "attendances" (
	"activity_id" uuid NOT NULL,
	"person_code" text NOT NULL,
	"mark" text NOT NULL,
	"leave_kind" text,
	"marked_at" timestamp with time zone,
	"marked_by" text,
	"asked" text,
	"is_late" boolean DEFAULT false NOT NULL,
	"made_up_on" date,
	"made_up_by" text,
	CONSTRAINT "attendances_activity_id_person_code_pk" PRIMARY KEY("activity_id","person_code")
);
--> statement-breakpoint
CREATE TABLE "duty_records" (
	"id" serial PRIMARY KEY NOT NULL,
	"instance_key" text NOT NULL,
	"held_on" date NOT NULL,
	"note" text NOT NULL,
	"by" text NOT NULL,
	"on_behalf" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "standing_leaves" (
	"id" text PRIMARY KEY NOT NULL,
	"org_code" text NOT NULL,
	"person_code" text NOT NULL,
	"kind" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"approved_by" text NOT NULL,
	"approved_at" timestamp with time zone NOT NULL,
	"ended_on" date
);
--> statement-breakpoint
CREATE TABLE "calendar_years" (
	"year" integer PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"added_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delegations" (
	"id" text PRIMARY KEY NOT NULL,
	"org_code" text NOT NULL,
	"post" text NOT NULL,
	"group_name" text,
	"away_code" text NOT NULL,
	"stand_in_code" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"revision" bigserial NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seats_kept" (
	"org_code" text NOT NULL,
	"post" text NOT NULL,
	"group_name" text NOT NULL,
	"holder_code" text NOT NULL,
	"attended_by" text NOT NULL,
	CONSTRAINT "seats_kept_org_code_post_group_name_holder_code_pk" PRIMARY KEY("org_code","post","group_name","holder_code")
);
--> statement-breakpoint
CREATE TABLE "duty_instances" (
	"key" text PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"org_code" text NOT NULL,
	"duty" text NOT NULL,
	"period" text NOT NULL,
	"state" text NOT NULL,
	"held_by" date NOT NULL,
	"record_by" date NOT NULL,
	"original_held_by" date,
	"reminder" text NOT NULL,
	"escalation" text NOT NULL,
	"rules" jsonb NOT NULL,
	"event_on" date,
	"subject" text,
	"assignee" text,
	"issuer" text,
	"opens_on" date NOT NULL,
	"suggested_month" text,
	"level" integer DEFAULT -1 NOT NULL,
	"overdue_kind" text,
	"clock_from" date,
	"round" integer DEFAULT 0 NOT NULL,
	"reason_code" text,
	"reason" text,
	"requested_on" date,
	"held_on" date,
	"recorded_at" timestamp with time zone,
	"days_late" integer,
	"explanation" text,
	"version" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "duty_instances_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "duty_marks" (
	"instance_key" text NOT NULL,
	"subject" text NOT NULL,
	"held_on" date,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "duty_marks_instance_key_subject_pk" PRIMARY KEY("instance_key","subject")
);
--> statement-breakpoint
CREATE TABLE "duty_plans" (
	"duty" text NOT NULL,
	"period" text NOT NULL,
	"version" text NOT NULL,
	"again_on" date,
	CONSTRAINT "duty_plans_duty_period_pk" PRIMARY KEY("duty","period")
);
--> statement-breakpoint
CREATE TABLE "duty_stages" (
	"instance_key" text NOT NULL,
	"stage" text NOT NULL,
	"on_day" date NOT NULL,
	"outcome" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "duty_stages_instance_key_stage_pk" PRIMARY KEY("instance_key","stage")
);
--> statement-breakpoint
CREATE TABLE "pauses" (
	"id" serial PRIMARY KEY NOT NULL,
	"org_code" text,
	"kind" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "timers" (
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"claimed_until" timestamp with time zone,
	CONSTRAINT "timers_kind_subject_pk" PRIMARY KEY("kind","subject")
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"org_code" text NOT NULL,
	"seq" integer NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"channel" text NOT NULL,
	"object" text NOT NULL,
	"action" text NOT NULL,
	"personal" jsonb,
	"salt" text,
	"personal_hash" text NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_events_org_code_seq_pk" PRIMARY KEY("org_code","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"org_code" text PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chats" (
	"chat_id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"name" text,
	"org_code" text,
	"person_code" text,
	"welcomed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "events_seen" (
	"key" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "undos" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"person_code" text NOT NULL,
	"org_code" text NOT NULL,
	"object" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"live_kind" text,
	"live_subject" text,
	"undone_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "week_figures" (
	"org_code" text NOT NULL,
	"since" date NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"trail" text NOT NULL,
	"figures" jsonb NOT NULL,
	"told" jsonb NOT NULL,
	CONSTRAINT "week_figures_org_code_since_from_on_to_on_pk" PRIMARY KEY("org_code","since","from_on","to_on")
);
--> statement-breakpoint
CREATE TABLE "rule_days" (
	"duty" text NOT NULL,
	"stage" text NOT NULL,
	"on_day" date NOT NULL,
	"items" integer NOT NULL,
	"planned" integer NOT NULL,
	"opened" integer NOT NULL,
	"state" text NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "rule_days_duty_stage_on_day_pk" PRIMARY KEY("duty","stage","on_day")
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"id" text PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"issuer" text NOT NULL,
	"addressee" text,
	"instance_key" text,
	"item" text NOT NULL,
	"facts" jsonb NOT NULL,
	"state" text NOT NULL,
	"drafted_by" text NOT NULL,
	"drafted_at" timestamp with time zone NOT NULL,
	"reply_by" date,
	"sent_on" date,
	"paper" text,
	"replied_on" date,
	"result" text,
	CONSTRAINT "letters_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "list_clauses" (
	"id" text PRIMARY KEY NOT NULL,
	"org_code" text NOT NULL,
	"year" text NOT NULL,
	"duty" text,
	"person_code" text,
	"content" text NOT NULL,
	"quantity" text NOT NULL,
	"due_on" date,
	"due_rule" text,
	"standard" text NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "personal_lists" (
	"org_code" text NOT NULL,
	"year" text NOT NULL,
	"person_code" text NOT NULL,
	"version" integer NOT NULL,
	"clauses" jsonb NOT NULL,
	"sent_by" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"confirmed_by" text,
	CONSTRAINT "personal_lists_org_code_year_person_code_pk" PRIMARY KEY("org_code","year","person_code")
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"org_code" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"on_day" date NOT NULL,
	CONSTRAINT "findings_once" UNIQUE("kind","org_code","subject")
);
--> statement-breakpoint
CREATE TABLE "lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"instance_key" text NOT NULL,
	"stage" text NOT NULL,
	"person_code" text NOT NULL,
	"org_code" text NOT NULL,
	"duty" text NOT NULL,
	"period" text NOT NULL,
	"post" text NOT NULL,
	"fallback" jsonb,
	"facts" jsonb NOT NULL,
	"booked_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"outbox_id" uuid,
	CONSTRAINT "lines_once" UNIQUE("instance_key","stage","person_code")
);
--> statement-breakpoint
CREATE TABLE "live_cards" (
	"message_id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"person_code" text NOT NULL,
	"posted_at" timestamp with time zone NOT NULL,
	"wanted" integer DEFAULT 0 NOT NULL,
	"shown" integer DEFAULT 0 NOT NULL,
	"retry_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"dedupe_key" text NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"person_code" text,
	"chat_id" text,
	"reply_to" text,
	"subject" jsonb NOT NULL,
	"content" jsonb,
	"instance_keys" text[] NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"booked_at" timestamp with time zone NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"sending_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"message_id" text,
	CONSTRAINT "outbox_dedupeKey_unique" UNIQUE("dedupe_key")
);
--> statement-breakpoint
CREATE TABLE "outgoing_files" (
	"notice_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"base64" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "org_relations" (
	"from_org" text NOT NULL,
	"to_org" text NOT NULL,
	"kind" text NOT NULL,
	"valid_from" date,
	"valid_to" date,
	CONSTRAINT "org_relations_from_org_to_org_kind_pk" PRIMARY KEY("from_org","to_org","kind")
);
--> statement-breakpoint
CREATE TABLE "orgs" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"variant" text,
	"founded_on" date,
	"dissolved_on" date,
	"elected_on" date,
	"term_years" integer,
	"term_name" text
);
--> statement-breakpoint
CREATE TABLE "people" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"account" text,
	"status" text NOT NULL,
	"tags" text[] NOT NULL,
	"branch_code" text NOT NULL,
	"group_name" text,
	"joined_on" date,
	"left_on" date,
	CONSTRAINT "people_account_unique" UNIQUE("account")
);
--> statement-breakpoint
CREATE TABLE "post_assignments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_code" text NOT NULL,
	"post" text NOT NULL,
	"group_name" text,
	"person_code" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"acting" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "roster_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"imported_by" text NOT NULL,
	"counts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "duty_overrides" (
	"org_code" text NOT NULL,
	"duty" text NOT NULL,
	"from_on" date NOT NULL,
	"change" jsonb NOT NULL,
	"reason" text NOT NULL,
	"document" text NOT NULL,
	"consent" text,
	"imported_by" text NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "duty_overrides_org_code_duty_from_on_pk" PRIMARY KEY("org_code","duty","from_on")
);
--> statement-breakpoint
CREATE TABLE "known_items" (
	"person_code" text NOT NULL,
	"instance_key" text NOT NULL,
	"until" date NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "known_items_person_code_instance_key_pk" PRIMARY KEY("person_code","instance_key")
);
--> statement-breakpoint
CREATE TABLE "mutes" (
	"person_code" text NOT NULL,
	"what" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "mutes_person_code_what_pk" PRIMARY KEY("person_code","what")
);
--> statement-breakpoint
CREATE TABLE "suggestions" (
	"id" text PRIMARY KEY NOT NULL,
	"org_code" text NOT NULL,
	"person_code" text,
	"words" text NOT NULL,
	"about" text,
	"reader_code" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"told_by" text
);
--> statement-breakpoint
CREATE TABLE "problems" (
	"instance_key" text PRIMARY KEY NOT NULL,
	"org_code" text NOT NULL,
	"issuer" text NOT NULL,
	"quarter" text NOT NULL,
	"problem" text NOT NULL,
	"source" text NOT NULL,
	"raised_on" date NOT NULL,
	"issued_by" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"measure" text,
	"proof" text,
	"filed_by" text,
	"filed_at" timestamp with time zone,
	"verdict" text,
	"comment" text,
	"judged_by" text,
	"judged_on" date
);
--> statement-breakpoint
CREATE TABLE "paper_versions" (
	"paper_id" text NOT NULL,
	"version" integer NOT NULL,
	"instance_key" text NOT NULL,
	"answers" jsonb NOT NULL,
	"facts" jsonb,
	"is_on_paper" boolean NOT NULL,
	"filed_by" text NOT NULL,
	"filed_at" timestamp with time zone NOT NULL,
	"filed_on" date NOT NULL,
	"read_by" date NOT NULL,
	"verdict" text,
	"return_code" text,
	"comment" text,
	"reviewed_by" text,
	"reviewed_at" timestamp with time zone,
	CONSTRAINT "paper_versions_paper_id_version_pk" PRIMARY KEY("paper_id","version")
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"id" text PRIMARY KEY NOT NULL,
	"instance_key" text NOT NULL,
	"person_code" text,
	"answers" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "duty_requests" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"instance_key" text NOT NULL,
	"requested_by" text NOT NULL,
	"new_day" date,
	"code" text NOT NULL,
	"reason" text NOT NULL,
	"is_after_due" boolean NOT NULL,
	"state" text NOT NULL,
	"decider_org" text NOT NULL,
	"decider_post" text NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"answer" text,
	"granted_day" date,
	"told" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "talks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"org_code" text NOT NULL,
	"person_code" text NOT NULL,
	"other_code" text NOT NULL,
	"talked_on" date,
	"state" text NOT NULL,
	"instance_key" text,
	"entered_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"answered_by" text
);
--> statement-breakpoint
CREATE INDEX "activities_org" ON "activities" USING btree ("org_code","held_on");--> statement-breakpoint
CREATE INDEX "activity_instances_key" ON "activity_instances" USING btree ("instance_key");--> statement-breakpoint
CREATE INDEX "attendances_asked" ON "attendances" USING btree ("asked") WHERE "attendances"."asked" is not null;--> statement-breakpoint
CREATE INDEX "duty_records_instance" ON "duty_records" USING btree ("instance_key");--> statement-breakpoint
CREATE INDEX "standing_leaves_org" ON "standing_leaves" USING btree ("org_code","to_day");--> statement-breakpoint
CREATE INDEX "delegations_away" ON "delegations" USING btree ("away_code");--> statement-breakpoint
CREATE INDEX "delegations_stand_in" ON "delegations" USING btree ("stand_in_code");--> statement-breakpoint
CREATE INDEX "duty_instances_org" ON "duty_instances" USING btree ("org_code","period");--> statement-breakpoint
CREATE INDEX "duty_instances_state" ON "duty_instances" USING btree ("state","opens_on");--> statement-breakpoint
CREATE INDEX "duty_instances_assignee" ON "duty_instances" USING btree ("assignee") WHERE assignee is not null;--> statement-breakpoint
CREATE INDEX "duty_instances_soft" ON "duty_instances" USING btree ("org_code","held_by") WHERE reminder = 'R_SOFT';--> statement-breakpoint
CREATE INDEX "timers_due" ON "timers" USING btree ("due_at") WHERE claimed_until is null;--> statement-breakpoint
CREATE INDEX "timers_claimed" ON "timers" USING btree ("claimed_until") WHERE claimed_until is not null;--> statement-breakpoint
CREATE INDEX "undos_live" ON "undos" USING btree ("live_kind","live_subject");--> statement-breakpoint
CREATE INDEX "undos_person" ON "undos" USING btree ("person_code");--> statement-breakpoint
CREATE INDEX "letters_issuer" ON "letters" USING btree ("issuer");--> statement-breakpoint
CREATE INDEX "letters_instance" ON "letters" USING btree ("instance_key");--> statement-breakpoint
CREATE INDEX "list_clauses_org" ON "list_clauses" USING btree ("org_code","year");--> statement-breakpoint
CREATE INDEX "lines_person" ON "lines" USING btree ("person_code","state");--> statement-breakpoint
CREATE INDEX "lines_outbox" ON "lines" USING btree ("outbox_id") WHERE outbox_id is not null;--> statement-breakpoint
CREATE INDEX "lines_nudged" ON "lines" USING btree ("instance_key","booked_at") WHERE kind = 'nudge';--> statement-breakpoint
CREATE INDEX "live_cards_subject" ON "live_cards" USING btree ("kind","subject");--> statement-breakpoint
CREATE INDEX "live_cards_behind" ON "live_cards" USING btree ("retry_at") WHERE wanted > shown;--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("not_before","id") WHERE state in ('planned', 'held', 'queued', 'sending') and kind not like 'digest.%';--> statement-breakpoint
CREATE INDEX "outbox_due_digests" ON "outbox" USING btree ((kind = 'digest.digest'),"not_before","id") WHERE state in ('planned', 'held', 'queued', 'sending') and kind like 'digest.%';--> statement-breakpoint
CREATE INDEX "outbox_person" ON "outbox" USING btree ("person_code","sending_at");--> statement-breakpoint
CREATE INDEX "outbox_message" ON "outbox" USING btree ("message_id") WHERE message_id is not null;--> statement-breakpoint
CREATE INDEX "org_relations_to" ON "org_relations" USING btree ("to_org");--> statement-breakpoint
CREATE INDEX "people_branch" ON "people" USING btree ("branch_code");--> statement-breakpoint
CREATE INDEX "post_assignments_org" ON "post_assignments" USING btree ("org_code");--> statement-breakpoint
CREATE INDEX "post_assignments_person" ON "post_assignments" USING btree ("person_code");--> statement-breakpoint
CREATE INDEX "suggestions_reader" ON "suggestions" USING btree ("reader_code","told_by");--> statement-breakpoint
CREATE INDEX "suggestions_org" ON "suggestions" USING btree ("org_code","at");--> statement-breakpoint
CREATE INDEX "problems_org" ON "problems" USING btree ("org_code");--> statement-breakpoint
CREATE INDEX "problems_issuer" ON "problems" USING btree ("issuer","quarter");--> statement-breakpoint
CREATE INDEX "paper_versions_instance" ON "paper_versions" USING btree ("instance_key");--> statement-breakpoint
CREATE INDEX "papers_instance" ON "papers" USING btree ("instance_key");--> statement-breakpoint
CREATE INDEX "duty_requests_instance" ON "duty_requests" USING btree ("instance_key");--> statement-breakpoint
CREATE INDEX "duty_requests_waiting" ON "duty_requests" USING btree ("state","decider_org");--> statement-breakpoint
CREATE INDEX "talks_person" ON "talks" USING btree ("person_code","talked_on");--> statement-breakpoint
CREATE INDEX "talks_other" ON "talks" USING btree ("other_code","state");--> statement-breakpoint
CREATE INDEX "talks_instance" ON "talks" USING btree ("instance_key");