import { pageConfig } from './build/page-config.ts';

/** The officer's page, built after the citizen's and beside it. */
export default pageConfig('officer');
