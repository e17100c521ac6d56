from . import optional_float
from . import optional_monetary, photo
from . import customer_dossier_cleared, customer_dossier_called
from . import customer_dossier_edited, customer_dossier_informed
from . import customer_dossier_noted
from . import customer_dossier_entered
from . import customer_dossier_activity_mixin
from . import customer_dossier_taught
from . import customer_dossier_inserted
from . import customer_dossier_typed
from . import customer_dossier_append_only
from . import customer_dossier_chained
from . import customer_dossier_frozen
from . import customer_dossier_recorded
from . import customer_dossier_sectioned
from . import customer_dossier_sheet_part
from . import customer_dossier_sourced
from . import customer_dossier_subjects
from . import customer_dossier_line
from . import customer_dossier_territory
from . import customer_dossier_festival
from . import customer_dossier_grade
from . import customer_dossier_figures
from . import customer_dossier
from . import customer_dossier_terms
from . import customer_dossier_lifecycle
from . import customer_dossier_section
from . import customer_dossier_channel
from . import customer_dossier_sheet, customer_dossier_sheet_identity
from . import customer_dossier_sheet_products, customer_dossier_sheet_competitiveness
from . import customer_dossier_sheet_credit, customer_dossier_sheet_capacity
from . import customer_dossier_sheet_performance, customer_dossier_sheet_organisation
from . import customer_dossier_sheet_competitors, customer_dossier_sheet_needs
from . import customer_dossier_sheets
from . import customer_dossier_fact
from . import customer_dossier_document
from . import customer_dossier_product
from . import customer_dossier_market
from . import customer_dossier_outlet
from . import customer_dossier_statement, customer_dossier_statement_judged
from . import customer_dossier_person
from . import customer_dossier_competitor
from . import customer_dossier_need
from . import customer_dossier_change
from . import customer_dossier_submission, customer_dossier_submission_review
from . import customer_dossier_submission_step, customer_dossier_submission_flow
from . import customer_dossier_submission_desk, customer_dossier_submission_file
from . import customer_dossier_filing
from . import customer_dossier_told, customer_dossier_told_words
from . import customer_dossier_question
from . import customer_dossier_questions
from . import customer_dossier_filed_line, customer_dossier_filed_sheet
from . import customer_dossier_recheck
from . import res_partner_submission
from . import sale_order_submission
from . import customer_dossier_loss
from . import customer_dossier_sheet_losses
from . import customer_dossier_links
from . import customer_dossier_scorecard_part, customer_dossier_scorecard
from . import customer_dossier_scorecard_item, customer_dossier_scorecard_band
from . import customer_dossier_scorecard_cap
from . import customer_dossier_rating
from . import customer_dossier_grade_cell
from . import customer_dossier_access_chain, customer_dossier_access_log
from . import customer_dossier_access_words, customer_dossier_access_write
from . import customer_dossier_access_verify, customer_dossier_access_keep
from . import customer_dossier_access_release, customer_dossier_access_seal
from . import customer_dossier_access_retention, customer_dossier_access_ways
from . import customer_dossier_import_run
from . import customer_dossier_readers
from . import customer_dossier_override, customer_dossier_override_step
from . import customer_dossier_assessment, customer_dossier_assessment_line
from . import customer_dossier_data_point
from . import customer_dossier_margin
from . import customer_dossier_cap_condition
from . import customer_dossier_given
from . import customer_dossier_quality
from . import customer_dossier_sheet_quality, customer_dossier_sheet_sign
from . import customer_dossier_completeness
from . import customer_dossier_assess
from . import customer_dossier_verdict
from . import customer_dossier_override_end
from . import customer_dossier_try_out
from . import customer_dossier_assess_schedule
from . import customer_dossier_explanation
from . import customer_dossier_light
from . import customer_dossier_signal_rule, customer_dossier_signal
from . import customer_dossier_watch
from . import customer_dossier_access_alarm_rule, customer_dossier_access_alarm
from . import customer_dossier_access_alarm_raise, customer_dossier_access_watch
from . import customer_dossier_signal_raise, customer_dossier_signal_follow
from . import customer_dossier_signal_facts
from . import customer_dossier_founded
from . import customer_dossier_clearance, customer_dossier_clearance_grant
from . import customer_dossier_recusal, customer_dossier_recusal_wall
from . import customer_dossier_keeping
from . import customer_dossier_clearance_requirement
from . import customer_dossier_clearance_condition, customer_dossier_clearance_step
from . import customer_dossier_clearance_reminder
from . import ir_actions_report
from . import ir_attachment
from . import ir_binary
from . import ir_model_access, ir_default
from . import ir_module_module
from . import ir_rule
from . import res_groups
from . import res_users
from . import res_company
from . import res_company_hold
from . import res_company_exposure
from . import res_config_settings
from . import customer_dossier_sums
from . import customer_dossier_exposure
from . import customer_dossier_hold_rule, customer_dossier_hold
from . import customer_dossier_hold_queue, customer_dossier_hold_recheck
from . import customer_dossier_authority
from . import customer_dossier_decided
from . import customer_dossier_recommend
from . import customer_dossier_terms_asked, customer_dossier_terms_request
from . import customer_dossier_terms_authority, customer_dossier_terms_step
from . import customer_dossier_consequence, customer_dossier_foreseen
from . import customer_dossier_terms_effect, customer_dossier_terms_consequence
from . import customer_dossier_terms_end
from . import customer_dossier_refresh
from . import customer_dossier_quality_store, customer_dossier_quality_touch
from . import customer_dossier_store
from . import customer_dossier_mirror
from . import customer_dossier_compare
from . import customer_dossier_standing
from . import customer_dossier_nightly
from . import customer_dossier_stale, customer_dossier_stale_mixin
from . import account_move
from . import account_partial_reconcile
from . import sale_order
from . import customer_dossier_decision
from . import sale_order_hold
from . import sale_order_check
from . import sale_order_growth
from . import sale_order_hold_words, account_move_credit_warning
from . import payment_transaction
from . import sale_order_line, sale_order_line_growth, account_move_line_spending
from . import sale_order_rest, sale_order_line_rest
from . import customer_dossier_planning
from . import customer_dossier_lapse
from . import customer_dossier_layer
from . import customer_dossier_dated
from . import customer_dossier_timed, customer_dossier_timed_limit
from . import customer_dossier_insurance
from . import customer_dossier_securities
from . import customer_dossier_terms_words
from . import customer_dossier_limit_group
from . import customer_dossier_group_exposure
from . import customer_dossier_cause
from . import customer_dossier_revision, customer_dossier_revision_plan
from . import customer_dossier_revision_step, customer_dossier_revision_desk
from . import customer_dossier_revision_work, customer_dossier_revision_line
from . import customer_dossier_revision_cycle
from . import customer_dossier_inquest, customer_dossier_inquest_line
from . import customer_dossier_inquest_reckon
from . import customer_dossier_revision_growth
from . import customer_dossier_snapshot, customer_dossier_snapshot_sheets
from . import customer_dossier_snapshot_personal, customer_dossier_snapshot_inquest
from . import customer_dossier_snapshot_sales
from . import customer_dossier_page
from . import customer_dossier_revision_keep, customer_dossier_revision_change
from . import customer_dossier_target
from . import customer_dossier_undone_payment
from . import customer_dossier_promise, customer_dossier_promise_judge
from . import customer_dossier_measure_type, customer_dossier_measure_authority
from . import customer_dossier_measure, customer_dossier_measure_step
from . import customer_dossier_measure_reaction, customer_dossier_measure_propose
from . import customer_dossier_measure_decide, customer_dossier_measure_force
from . import customer_dossier_measure_support, customer_dossier_measure_layer
from . import customer_dossier_measure_consequence
from . import customer_dossier_measure_catch, customer_dossier_measure_checks
from . import customer_dossier_measure_settlement
from . import customer_dossier_measures
from . import customer_dossier_measure_ladder
from . import customer_dossier_version, customer_dossier_version_verify
from . import res_partner
from . import res_partner_light
from . import partner_merge
from . import customer_dossier_need_step, customer_dossier_need_late
from . import customer_dossier_needs
from . import customer_dossier_personal, customer_dossier_personal_event
from . import customer_dossier_personal_erase
from . import customer_dossier_person_personal
from . import customer_dossier_preset, customer_dossier_preset_features
from . import customer_dossier_data_point_more, customer_dossier_data_point_own
from . import customer_dossier_line_source
from . import customer_dossier_trade
from . import customer_dossier_header
from . import customer_dossier_sheet_transactions
from . import customer_dossier_comparison
from . import customer_dossier_service
from . import customer_dossier_sheet_service
from . import res_partner_service
from . import customer_dossier_served
from . import sale_order_service
from . import customer_dossier_checkup_result, customer_dossier_checkup_defect
from . import customer_dossier_checkup, customer_dossier_checkup_report
from . import customer_dossier_checkup_start
from . import customer_dossier_ownerless
from . import customer_dossier_handover
from . import customer_dossier_hand_over
from . import customer_dossier_farewell
from . import customer_dossier_provision_matrix, customer_dossier_provision_rate
from . import customer_dossier_provision_part, customer_dossier_provision_run
from . import customer_dossier_provision_total, customer_dossier_provision_line
from . import customer_dossier_provision_specific, customer_dossier_provision_movement
from . import customer_dossier_provision_words, customer_dossier_provision_gather
from . import customer_dossier_provision_compute, customer_dossier_provision_move
from . import customer_dossier_provision_step, customer_dossier_provision_entry
from . import customer_dossier_provision_method
from . import customer_dossier_as_made
from . import customer_dossier_policy, customer_dossier_policy_step
from . import customer_dossier_reading, customer_dossier_reading_filing
from . import customer_dossier_check
from . import customer_dossier_reading_judge
from . import customer_dossier_compliance
from . import customer_dossier_goods
from . import customer_dossier_proof
from . import customer_dossier_work
from . import customer_dossier_reading_work
from . import customer_dossier_containment
from . import customer_dossier_contact
from . import customer_dossier_gauges
from . import customer_dossier_deposit
from . import customer_dossier_deposits
from . import customer_dossier_measure_forfeit
from . import customer_dossier_bonus_scheme, customer_dossier_bonus_rate
from . import customer_dossier_bonus, customer_dossier_bonus_settle
from . import customer_dossier_measure_bonus
from . import customer_dossier_advice, customer_dossier_advice_judge
from . import customer_dossier_lever_use, customer_dossier_lever_source
from . import customer_dossier_disagreement
from . import customer_dossier_measure_contain
from . import customer_dossier_dealership
from . import customer_dossier_joint_unit
from . import customer_dossier_qualification
from . import customer_dossier_visit, customer_dossier_visit_lot
from . import customer_dossier_visit_plan, customer_dossier_visit_step
from . import customer_dossier_visit_briefing
from . import customer_dossier_care_plan, customer_dossier_care
from . import customer_dossier_care_step, customer_dossier_care_due
from . import customer_dossier_care_follow, customer_dossier_ahead
from . import customer_dossier_overview, customer_dossier_overview_step
from . import customer_dossier_overview_filters, customer_dossier_overview_tiles
from . import customer_dossier_overview_shape, customer_dossier_overview_moves
from . import customer_dossier_overview_cockpit, customer_dossier_overview_changed
from . import customer_dossier_worrying
from . import customer_dossier_overview_waits
from . import res_company_notice
from . import customer_dossier_notice, customer_dossier_notice_mail
from . import customer_dossier_signal_alarm
from . import customer_dossier_reminder
from . import customer_dossier_brief_plan, customer_dossier_brief
from . import customer_dossier_brief_line, customer_dossier_brief_make
from . import customer_dossier_service_record
from . import customer_dossier_satisfaction
from . import customer_dossier_lesson, customer_dossier_lesson_case
from . import customer_dossier_hold_outcome
from . import web_tour_tour
